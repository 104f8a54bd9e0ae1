import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DemoView } from '../src/protocol';
import { act, Refused, useLive, type Live, type Perform } from './live';
import type { PageTexts } from './page-words';
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

type Side = 'chat' | 'staff' | 'owner' | 'regos';
type ShopSide = 'staff' | 'owner';

/** The whole page: a shopper's phone, a phone of the shop, and its REGOS; on a narrow screen one at a time. */
export function App(): VNode {
  const live = useLive();
  const [personaId, setPersonaId] = useState<number>();
  const [side, setSide] = useState<Side>('chat');
  const [shopSide, setShopSide] = useState<ShopSide>('staff');
  const [problem, setProblem] = useState<Error>();
  const [language, setLanguage] = useState(firstLanguage);
  const texts = PAGE_TEXTS[language];
  useEffect(() => void (document.documentElement.lang = language), [language]);
  const perform: Perform = useCallback(async (name, body) => {
    try {
      await act(name, body);
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
    }
  }, []);
  const { demo, regos } = live;
  if (!demo || !regos) return <p class="loading">{live.connected ? texts.opening : texts.connecting}</p>;
  const persona = demo.personas.find((one) => one.id === personaId) ?? demo.personas[0];
  if (!persona) return <p class="loading">{texts.noShoppers}</p>;
  const show = (next: Side): void => {
    setSide(next);
    if (next === 'staff' || next === 'owner') setShopSide(next);
  };
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
          <SideTabs side={side} orders={regos.orders.length} onChange={show} />
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
          <ShopPhone live={live} demo={demo} side={shopSide} onChange={show} perform={perform} />
          <RegosPanel regos={regos} perform={perform} />
        </main>
        {problem && (
          <p class="problem" role="alert">
            {problemWords(problem, texts)}
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

interface ShopPhoneProps {
  readonly live: Live;
  readonly demo: DemoView;
  readonly side: ShopSide;
  readonly onChange: (side: ShopSide) => void;
  readonly perform: Perform;
}

/** The group of the staff, or the owner's chat with the bot. */
function ShopPhone({ live, demo, side, onChange, perform }: ShopPhoneProps): VNode {
  const texts = usePageTexts();
  const { bot, staff, owner } = demo;
  const persona = side === 'staff' ? staff : owner;
  return (
    <section class="side-shop" aria-label={texts.shopSide}>
      <div class="personas">
        <div class="personas-row" role="group" aria-label={texts.shopSide}>
          {(['staff', 'owner'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="persona"
              aria-pressed={one === side}
              onClick={() => onChange(one)}
            >
              <span class={`avatar tone-${one === 'staff' ? 1 : 2}`} aria-hidden="true">
                {one === 'staff' ? '👥' : '👤'}
              </span>
              <span class="persona-name">{texts.tabs[one]}</span>
            </button>
          ))}
        </div>
        <p class="persona-about">{side === 'staff' ? texts.aboutStaff : texts.aboutOwner}</p>
      </div>
      <Phone
        key={persona.id}
        bot={bot}
        persona={persona}
        chat={live.chats.get(persona.id)}
        perform={perform}
        {...(side === 'staff' ? { members: staff.members } : { start: owner.start })}
      />
    </section>
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
      {(['chat', 'staff', 'owner'] as const).map((one) => (
        <button
          key={one}
          type="button"
          class={`tab-${one}`}
          aria-pressed={side === one}
          onClick={() => onChange(one)}
        >
          {texts.tabs[one]}
        </button>
      ))}
      <button type="button" aria-pressed={side === 'regos'} onClick={() => onChange('regos')}>
        REGOS {orders > 0 && <span class="count">{orders}</span>}
      </button>
    </nav>
  );
}

function problemWords(problem: Error, texts: PageTexts): string {
  if (!(problem instanceof Refused)) return texts.noConnection;
  const { code, details = [] } = problem.view;
  return (code !== undefined && texts.refusals[code]?.(...details)) || texts.failed;
}
