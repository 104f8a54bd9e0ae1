import { useEffect, useState } from 'preact/hooks';
import type { ChatView, DemoView, PageAction, PageActions, RefusalView, RegosView } from '../src/protocol';

export interface Live {
  readonly connected: boolean;
  readonly demo?: DemoView;
  readonly regos?: RegosView;
  readonly chats: ReadonlyMap<number, ChatView>;
}

/** The server's views, kept current; the browser reconnects by itself and then gets everything anew. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ connected: false, chats: new Map() });
  useEffect(() => {
    const source = new EventSource('/events');
    source.onopen = () => setLive((now) => ({ ...now, connected: true }));
    source.onerror = () => setLive((now) => ({ ...now, connected: false }));
    source.addEventListener('demo', (event: MessageEvent<string>) => {
      const demo = JSON.parse(event.data) as DemoView;
      setLive((now) => ({ ...now, demo }));
    });
    source.addEventListener('regos', (event: MessageEvent<string>) => {
      const regos = JSON.parse(event.data) as RegosView;
      setLive((now) => ({ ...now, regos }));
    });
    source.addEventListener('chat', (event: MessageEvent<string>) => {
      const chat = JSON.parse(event.data) as ChatView;
      setLive((now) => ({ ...now, chats: new Map(now.chats).set(chat.personaId, chat) }));
    });
    return () => source.close();
  }, []);
  return live;
}

/** Performs an action; a refusal is shown on the page, so a caller need not handle it. */
export type Perform = <Name extends PageAction>(name: Name, body: PageActions[Name]) => Promise<void>;

/** Why the server has not done something; the page says it in its own language. */
export class Refused extends Error {
  constructor(readonly view: RefusalView) {
    super(view.error);
  }
}

/** Performs one action on the server. @throws Refused */
export async function act<Name extends PageAction>(name: Name, body: PageActions[Name]): Promise<void> {
  const response = await fetch(`/actions/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Refused((await response.json()) as RefusalView);
  }
}
