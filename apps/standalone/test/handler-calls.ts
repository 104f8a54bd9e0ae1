import { HANDLER_SECRET, type TestTenant, type TestWorld } from './test-world';

export interface MessageResult {
  readonly recipient: string;
  readonly ok: boolean;
  readonly error?: string;
}

interface Caller {
  readonly secret?: string;
  /** As the proxy before us names it. */
  readonly address?: string;
}

/** Calls the handler as REGOS does, or as somebody does who has learnt of its address. */
export async function callHandler(
  world: TestWorld,
  body: object,
  { secret = HANDLER_SECRET, address }: Caller = {},
): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${world.url}/regos/${secret}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(address && { 'x-forwarded-for': address }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

/** REGOS has a text sent to these people, with a picture if it is given. */
export async function sendMessages(
  world: TestWorld,
  { connectionId }: TestTenant,
  text: string,
  recipients: readonly number[],
  imageUrl?: string,
): Promise<readonly MessageResult[]> {
  const { answer } = await callHandler(world, {
    connected_integration_id: connectionId,
    action: 'SendMessages',
    data: recipients.map((recipient) => ({
      recipient: String(recipient),
      message: text,
      ...(imageUrl !== undefined && { image_url: imageUrl }),
    })),
  });
  return (answer as { result: readonly MessageResult[] }).result;
}
