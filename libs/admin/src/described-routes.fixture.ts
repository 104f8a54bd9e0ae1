import type { Scope } from './access/admin-key';
import { KEY, type AdminApi } from './admin.fixture';

/** The part of an OpenAPI schema that ours use. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly nullable?: boolean;
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
}

type Content = Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;

interface Operation {
  readonly 'x-required-scope'?: Scope;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface Route {
  readonly method: string;
  /** Below `/admin/v1`, with `{id}`. */
  readonly path: string;
  readonly operation: Operation;
}

/** The OpenAPI description of a running API, as a list of routes and a way to read its schemas. */
export class DescribedRoutes {
  private constructor(
    readonly routes: readonly Route[],
    readonly schemas: Readonly<Record<string, Schema>>,
  ) {}

  static async of(api: AdminApi): Promise<DescribedRoutes> {
    const response = await fetch(`${api.root}/docs-json`, { headers: { authorization: `Bearer ${KEY}` } });
    const { paths, components } = (await response.json()) as {
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, Schema> };
    };
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path: path.replace('/admin/v1', ''),
        operation,
      })),
    );
    return new DescribedRoutes(routes, components.schemas);
  }

  bodySchema({ operation }: Route): Schema | undefined {
    const schema = operation.requestBody?.content['application/json']?.schema;
    return schema && this.resolve(schema);
  }

  exampleBody(route: Route): Record<string, unknown> | undefined {
    const schema = this.bodySchema(route);
    return schema && (this.example(schema) as Record<string, unknown>);
  }

  /** What is wrong with an answer that should be as described; empty when nothing is. */
  differences(schema: Schema, value: unknown, at = ''): string[] {
    const { nullable, type, items, properties = {}, required = [], ...rest } = this.resolve(schema);
    if (value === null) return schema.nullable || nullable ? [] : [`${at} is null`];
    if (rest.enum && !rest.enum.includes(value)) return [`${at} is ${JSON.stringify(value)}`];
    if (type === 'array') {
      if (!Array.isArray(value)) return [`${at} is no list`];
      return value.flatMap((one, index) => this.differences(items ?? {}, one, `${at}[${index}]`));
    }
    if (type !== 'object') return typeof value === type ? [] : [`${at} is no ${String(type)}`];
    const members = Object.entries(value as object);
    const missing = required.filter((name) => !members.some(([member]) => member === name));
    return [
      ...missing.map((name) => `${at}.${name} is missing`),
      ...members.flatMap(([name, member]) => {
        const described = properties[name];
        if (described) return this.differences(described, member, `${at}.${name}`);
        return rest.additionalProperties ? [] : [`${at}.${name} is not described`];
      }),
    ];
  }

  private example(schema: Schema): unknown {
    const { example, properties = {} } = this.resolve(schema);
    if (example !== undefined) return example;
    return Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, this.example(property)]),
    );
  }

  private resolve(schema: Schema): Schema {
    const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
    if (reference === undefined) return schema;
    const found = this.schemas[reference.replace('#/components/schemas/', '')];
    if (!found) throw new Error(`${reference} is not described`);
    return found;
  }
}
