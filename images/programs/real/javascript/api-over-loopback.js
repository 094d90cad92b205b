// Serves a small JSON interface on the loopback interface and uses it with axios, fetch and a raw socket (needs: axios, loopback).
'use strict';

const http = require('node:http');
const net = require('node:net');
const zlib = require('node:zlib');
const { once } = require('node:events');
const axios = require('axios');

const notes = new Map([[1, { id: 1, text: 'Grüße' }]]);
let failures = 2;

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const json = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(value));
  };
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;

  if (request.method === 'POST' && url.pathname === '/notes') {
    const note = { id: notes.size + 1, ...JSON.parse(body) };
    notes.set(note.id, note);
    return json(201, note);
  }
  if (url.pathname === '/notes') return json(200, [...notes.values()].filter((note) => note.text.includes(url.searchParams.get('q') ?? '')));
  if (url.pathname === '/packed') {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain; charset=utf-8' });
    return response.end(zlib.gzipSync('größer '.repeat(1000)));
  }
  if (url.pathname === '/moved') return response.writeHead(302, { location: '/notes?q=Gr' }).end();
  if (url.pathname === '/flaky' && failures-- > 0) return json(503, { error: 'später' });
  if (url.pathname === '/flaky') return json(200, { auth: request.headers.authorization });
  if (url.pathname === '/slow') return undefined;
  return json(404, { error: `nichts unter ${decodeURIComponent(url.pathname)}` });
});

async function main() {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const api = axios.create({ baseURL: `http://127.0.0.1:${port}`, timeout: 5000, proxy: false, auth: { username: 'ü', password: '1' } });
  api.interceptors.response.use(undefined, (error) => (error.response?.status === 503 ? api.request(error.config) : Promise.reject(error)));

  const created = await api.post('/notes', { text: '世界 ✓' });
  console.log(created.status, created.data, created.headers['content-type']);
  console.log((await api.get('/notes', { params: { q: '世' } })).data, (await api.get('/moved')).data);
  console.log((await api.get('/packed')).data.length, (await api.get('/packed', { responseType: 'arraybuffer' })).data.byteLength);
  console.log('after retries:', (await api.get('/flaky')).status, failures);
  const outcomes = await Promise.allSettled([api.get('/fehlt/ü'), api.get('/slow', { timeout: 100 }), api.get('/slow', { signal: AbortSignal.abort() })]);
  for (const { reason } of outcomes) console.log(axios.isAxiosError(reason), reason.code, reason.response?.data.error ?? '-');

  const answer = await fetch(`http://127.0.0.1:${port}/notes`);
  console.log('fetch:', answer.ok, (await answer.json()).length);
  const socket = net.connect(port, '127.0.0.1');
  socket.end('GET /x HTTP/1.0\r\n\r\n');
  console.log('raw:', (await socket.setEncoding('utf8').toArray()).join('').split('\r\n')[0]);
  server.closeAllConnections();
  server.close(() => console.log('closed'));
}

main();
