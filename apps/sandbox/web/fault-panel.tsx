import type { VNode } from 'preact';
import type { FaultView } from '../src/protocol';
import type { Perform } from './live';
import { usePageTexts } from './page-texts';

interface FaultPanelProps {
  readonly faults: readonly FaultView[];
  readonly perform: Perform;
}

export function FaultPanel({ faults, perform }: FaultPanelProps): VNode {
  const texts = usePageTexts();
  return (
    <section class="panel">
      <h2>{texts.faultsHead}</h2>
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
              <span class="fault-label">{texts.switches[fault.key]?.label}</span>
              <span class="fault-explanation">{texts.switches[fault.key]?.explanation}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
