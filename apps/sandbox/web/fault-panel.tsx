import type { VNode } from 'preact';
import type { FaultView } from '../src/protocol';
import type { Perform } from './app';

interface FaultPanelProps {
  readonly faults: readonly FaultView[];
  readonly perform: Perform;
}

export function FaultPanel({ faults, perform }: FaultPanelProps): VNode {
  return (
    <section class="panel">
      <h2>Make REGOS misbehave</h2>
      <ul class="faults">
        {faults.map((fault) => (
          <li key={fault.key}>
            <label>
              <input
                type="checkbox"
                role="switch"
                checked={fault.on}
                onChange={(event) =>
                  void perform('fault', { key: fault.key, on: event.currentTarget.checked })
                }
              />
              <span class="fault-label">{fault.label}</span>
              <span class="fault-explanation">{fault.explanation}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
