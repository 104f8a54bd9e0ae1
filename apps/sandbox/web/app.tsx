import type { VNode } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { PageAction, PageActions } from '../src/protocol';
import { act, useLive } from './live';
import { PersonaSwitch } from './persona-switch';
import { Phone } from './phone';
import { RegosPanel } from './regos-panel';

/** Performs an action; a refusal is shown on the page, so a caller need not handle it. */
export type Perform = <Name extends PageAction>(name: Name, body: PageActions[Name]) => Promise<void>;

type Side = 'chat' | 'regos';

/** The whole page: a shopper's phone on the left, the shop's REGOS on the right; on a narrow screen one at a time. */
export function App(): VNode {
  const live = useLive();
  const [personaId, setPersonaId] = useState<number>();
  const [side, setSide] = useState<Side>('chat');
  const [problem, setProblem] = useState<string>();
  const perform: Perform = useCallback(async (name, body) => {
    try {
      await act(name, body);
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }, []);
  const { demo, regos } = live;
  if (!demo || !regos) return <p class="loading">{live.connected ? 'Opening the shop…' : 'Connecting…'}</p>;
  const persona = demo.personas.find((one) => one.id === personaId) ?? demo.personas[0];
  if (!persona) return <p class="loading">The demo has no shoppers.</p>;
  return (
    <div class="page" data-side={side}>
      <header class="top">
        <img src="icon.svg" alt="" width="32" height="32" />
        <h1>
          {demo.shop} <span>Telegram shop on REGOS, sandbox</span>
        </h1>
        <p class="link-state" data-on={live.connected} role="status">
          {live.connected ? 'live' : 'reconnecting…'}
        </p>
        <SideTabs side={side} orders={regos.orders.length} onChange={setSide} />
      </header>
      <main class="sides">
        <section class="side-chat" aria-label="The shopper's Telegram">
          <PersonaSwitch personas={demo.personas} current={persona} onChange={setPersonaId} />
          <Phone
            key={persona.id}
            bot={demo.bot}
            persona={persona}
            chat={live.chats.get(persona.id)}
            perform={perform}
          />
        </section>
        <RegosPanel regos={regos} perform={perform} />
      </main>
      {problem && (
        <p class="problem" role="alert">
          {problem}
          <button type="button" onClick={() => setProblem(undefined)}>
            Close
          </button>
        </p>
      )}
    </div>
  );
}

interface SideTabsProps {
  readonly side: Side;
  readonly orders: number;
  readonly onChange: (side: Side) => void;
}

/** Only shown on a narrow screen. */
function SideTabs({ side, orders, onChange }: SideTabsProps): VNode {
  return (
    <nav class="side-tabs" aria-label="Sides">
      <button type="button" aria-pressed={side === 'chat'} onClick={() => onChange('chat')}>
        Telegram
      </button>
      <button type="button" aria-pressed={side === 'regos'} onClick={() => onChange('regos')}>
        REGOS {orders > 0 && <span class="count">{orders}</span>}
      </button>
    </nav>
  );
}
