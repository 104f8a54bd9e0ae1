import { badRequest } from './api-error';
import { isObject, type JsonObject } from './wire';

export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What a request carried: plain fields and uploaded files. */
export interface RequestBody {
  readonly fields: JsonObject;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/** The method may be named in the body too; multipart bodies of telegraf do it. */
const IGNORED = ['method'];

/** Parameters of one call, read as leniently as the real server reads them: everything may come as text. */
export class Params {
  constructor(private readonly body: RequestBody) {}

  /** Names the method does not have, and members that are null: the server ignores both, so a bug hides there. */
  problems(known: readonly string[]): string[] {
    const unknown = Object.keys(this.body.fields).filter(
      (name) => !known.includes(name) && !IGNORED.includes(name),
    );
    return [
      ...unknown.map((name) => `unknown parameter ${JSON.stringify(name)}`),
      ...nullPaths(this.parsedFields()).map((path) => `null in ${JSON.stringify(path)}`),
    ];
  }

  has(name: string): boolean {
    return this.body.files.has(name) || this.value(name) !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'object') throw badRequest(`field "${name}" must be of type String`);
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  /** @throws ApiError 400 when it is there and no number */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || text === '') return undefined;
    const number = Number(text);
    if (!Number.isFinite(number)) throw badRequest(`invalid ${name} specified`);
    return number;
  }

  flag(name: string): boolean {
    return ['true', '1', 'yes'].includes(this.text(name)?.toLowerCase() ?? '');
  }

  /** A member that may come as JSON text (form bodies) or as JSON itself. */
  json(name: string, wrong = `can't parse ${name} JSON object`): unknown {
    const value = this.value(name);
    if (typeof value !== 'string') return value;
    if (value === '') return undefined;
    const parsed = parseJson(value);
    if (parsed === undefined) throw badRequest(wrong);
    return parsed;
  }

  /** The upload sent under this name, or the one its `attach://` text points at. */
  file(name: string): UploadedFile | undefined {
    return this.body.files.get(name) ?? this.attached(this.value(name));
  }

  attached(value: unknown): UploadedFile | undefined {
    if (typeof value !== 'string' || !value.startsWith('attach://')) return undefined;
    return this.body.files.get(value.slice('attach://'.length));
  }

  /** For the call log: files by name and size only. */
  describe(): JsonObject {
    const described = [...this.body.files].map(([field, { name, bytes }]) => ({
      [field]: { file: name, bytes: bytes.length },
    }));
    return described.reduce<JsonObject>((all, file) => ({ ...all, ...file }), this.parsedFields());
  }

  private value(name: string): unknown {
    return this.body.fields[name] ?? undefined;
  }

  private parsedFields(): JsonObject {
    const entries = Object.entries(this.body.fields).map(([name, value]): [string, unknown] => {
      const looksLikeJson = typeof value === 'string' && /^[[{]/.test(value);
      return [name, (looksLikeJson ? parseJson(value) : undefined) ?? value];
    });
    return Object.fromEntries(entries);
  }
}

/** Undefined when the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return undefined; // a SyntaxError is how JSON.parse says no; the caller words the refusal
  }
}

function nullPaths(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (Array.isArray(value)) {
    return value.flatMap((member: unknown, index) => nullPaths(member, `${path}[${String(index)}]`));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    nullPaths(member, path === '' ? key : `${path}.${key}`),
  );
}
