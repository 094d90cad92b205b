// A typed client for a server on the loopback interface, with retries, paging and errors (needs: axios with its types, loopback).
import axios, { AxiosError, AxiosInstance, AxiosResponse } from 'axios';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

interface Page<T> { items: T[]; next: number | null }
interface City { name: string; people: number }

const cities: City[] = [['Köln', 1087], ['Łódź', 670], ['Αθήνα', 643], ['東京', 13960], ['São Paulo', 12330]].map(([name, people]) => ({ name: String(name), people: Number(people) }));
const broken = new Map([['/cities', 1]]);

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const left = broken.get(pathname) ?? 0;
  broken.set(pathname, left - 1);
  const send = (status: number, value: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'X-Left': String(Math.max(left, 0)) });
    response.end(JSON.stringify(value));
  };
  if (left > 0) return send(503, { error: 'überlastet' });
  if (pathname !== '/cities') return send(404, { error: `kein ${decodeURIComponent(pathname)}` });
  const from = Number(searchParams.get('from') ?? 0);
  const page: Page<City> = { items: cities.slice(from, from + 2), next: from + 2 < cities.length ? from + 2 : null };
  return send(200, page);
}

class Client {
  readonly #http: AxiosInstance;
  readonly attempts: string[] = [];

  constructor(baseURL: string) {
    this.#http = axios.create({ baseURL, proxy: false, timeout: 5000 });
    this.#http.interceptors.request.use((config) => {
      this.attempts.push(config.url ?? '');
      return config;
    });
  }

  async get<T>(path: string, params: Record<string, string | number> = {}, tries = 2): Promise<AxiosResponse<T>> {
    try {
      return await this.#http.get<T>(path, { params });
    } catch (error) {
      if (tries > 1 && error instanceof AxiosError && error.response?.status === 503) return this.get<T>(path, params, tries - 1);
      throw error;
    }
  }

  async *all<T>(path: string): AsyncGenerator<T, void, undefined> {
    for (let from: number | null = 0; from !== null;) {
      const { data }: AxiosResponse<Page<T>> = await this.get<Page<T>>(path, { from });
      yield* data.items;
      from = data.next;
    }
  }
}

const server = createServer(answer).listen(0, '127.0.0.1', async () => {
  const client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  for await (const { name, people } of client.all<City>('/cities')) console.log(`${name.padEnd(10)}${String(people).padStart(6)}`);
  console.log('requests:', client.attempts.length, [...new Set(client.attempts)]);
  await client.get<City>('/straße').catch((error: AxiosError<{ error: string }>) => console.log(error.response?.status, error.response?.data.error, error.code));
  server.close();
});
