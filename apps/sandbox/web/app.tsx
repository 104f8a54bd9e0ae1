import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { act, useLive, type Perform } from './live';
import {
  firstLanguage,
  PAGE_LANGUAGES,
  PAGE_TEXTS,
  PageLanguageContext,
  usePageTexts,
  type PageLanguage,
} from './page-texts';
import { PersonaSwitch } from './persona-switch';
import { Phone } from './phone';
import { RegosPanel } from './regos-panel';

type Side = 'chat' | 'regos';

/** The whole page: a shopper's phone on the left, the shop's REGOS on the right; on a narrow screen one at a time. */
export function App(): VNode {
  const live = useLive();
  const [personaId, setPersonaId] = useState<number>();
  const [side, setSide] = useState<Side>('chat');
  const [problem, setProblem] = useState<string>();
  const [language, setLanguage] = useState(firstLanguage);
  const texts = PAGE_TEXTS[language];
  useEffect(() => void (document.documentElement.lang = language), [language]);
  const perform: Perform = useCallback(async (name, body) => {
    try {
      await act(name, body);
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }, []);
  const { demo, regos } = live;
  if (!demo || !regos) return <p class="loading">{live.connected ? texts.opening : texts.connecting}</p>;
  const persona = demo.personas.find((one) => one.id === personaId) ?? demo.personas[0];
  if (!persona) return <p class="loading">The demo has no shoppers.</p>;
  return (
    <PageLanguageContext.Provider value={language}>
      <div class="page" data-side={side}>
        <header class="top">
          <img src="icon.svg" alt="" width="32" height="32" />
          <h1>
            {demo.shop} <span>{texts.subtitle}</span>
          </h1>
          <p class="link-state" data-on={live.connected} role="status">
            {live.connected ? texts.live : texts.reconnecting}
          </p>
          <LanguageChoice language={language} onChange={setLanguage} />
          <SideTabs side={side} orders={regos.orders.length} onChange={setSide} />
        </header>
        <main class="sides">
          <section class="side-chat" aria-label={texts.chatSide}>
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
              {texts.close}
            </button>
          </p>
        )}
      </div>
    </PageLanguageContext.Provider>
  );
}

interface LanguageChoiceProps {
  readonly language: PageLanguage;
  readonly onChange: (language: PageLanguage) => void;
}

/** The language of what stands around the phone. */
function LanguageChoice({ language, onChange }: LanguageChoiceProps): VNode {
  const texts = usePageTexts();
  return (
    <select
      class="language"
      aria-label={texts.language}
      value={language}
      onChange={({ currentTarget }) => onChange(currentTarget.value as PageLanguage)}
    >
      {Object.entries(PAGE_LANGUAGES).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface SideTabsProps {
  readonly side: Side;
  readonly orders: number;
  readonly onChange: (side: Side) => void;
}

/** Only shown on a narrow screen. */
function SideTabs({ side, orders, onChange }: SideTabsProps): VNode {
  const texts = usePageTexts();
  return (
    <nav class="side-tabs" aria-label={texts.sides}>
      <button type="button" aria-pressed={side === 'chat'} onClick={() => onChange('chat')}>
        Telegram
      </button>
      <button type="button" aria-pressed={side === 'regos'} onClick={() => onChange('regos')}>
        REGOS {orders > 0 && <span class="count">{orders}</span>}
      </button>
    </nav>
  );
}
