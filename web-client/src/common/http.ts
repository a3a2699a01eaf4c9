/** An answer of the server that is not a success, with its stable code. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** The field that the problem is about, when there is one. */
    readonly field?: string,
    /** The server's own sentence, in English: for staff only. */
    readonly text?: string,
    /** How long to wait before asking again, where the server said so. */
    readonly waitSeconds?: number,
  ) {
    super(code);
    this.name = 'HttpProblem';
  }

  /** Whether asking again later may help: the server or the way to it was not there. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly json?: unknown;
  readonly csv?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request and reads a JSON answer of type `T` (undefined for an empty one). Throws only {@link HttpProblem}. */
export type Http = <T>(path: string, ask?: Ask) => Promise<T>;

const PATIENCE_MILLIS = 15_000;

interface ErrorBody {
  readonly error?: { readonly code?: string; readonly field?: string; readonly text?: string };
}

export const browserHttp: Http = async <T>(path: string, ask: Ask = {}): Promise<T> => {
  const response = await answer(path, ask);
  const text = await response.text().catch(() => '');
  if (!response.ok) throw problemOf(response, text);
  return (text === '' ? undefined : JSON.parse(text)) as T;
};

async function answer(path: string, ask: Ask): Promise<Response> {
  const body = ask.csv ?? (ask.json === undefined ? null : JSON.stringify(ask.json));
  const type = ask.csv === undefined ? 'application/json' : 'text/csv; charset=utf-8';
  try {
    return await fetch(path, {
      method: ask.method ?? 'GET',
      body,
      headers: { accept: 'application/json', ...(body === null ? {} : { 'content-type': type }), ...ask.headers },
      cache: 'no-store',
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout?.(PATIENCE_MILLIS) ?? null,
    });
  } catch {
    throw new HttpProblem(0, 'unreachable');
  }
}

function problemOf({ status, headers }: Response, text: string): HttpProblem {
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    const wait = headers.get('retry-after');
    return new HttpProblem(status, error?.code ?? 'internal', error?.field, error?.text, wait === null ? undefined : Number(wait));
  } catch {
    return new HttpProblem(status, 'internal');
  }
}
