import { createServer, type Server } from 'node:http';
import express, { type Router } from 'express';
import type { Registry } from 'prom-client';

/** What the one HTTP server serves. */
export interface HttpOptions {
  readonly port: number;
  readonly host: string;
  readonly routers: readonly Router[];
  readonly metrics: Registry;
  /** Does a proxy stand before us (PUBLIC_URL is set)? */
  readonly behindProxy: boolean;
  /** Which channels are up; the server is healthy once all are. */
  health(): Readonly<Record<string, 'up' | 'starting' | 'down'>>;
}

/** A running server. */
export interface HttpServer {
  /** `http://host:port`, the port as really taken. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the channels' routers, `/healthz` and `/metrics`. Rejects when the port can't be had. */
export async function serveHttp(options: HttpOptions): Promise<HttpServer> {
  const app = express();
  app.disable('x-powered-by');
  // Behind a proxy the person's address is what it says, not its own: limits per address would else be one limit for all.
  app.set('trust proxy', options.behindProxy ? 1 : false);
  app.get('/healthz', (_request, response) => {
    const channels = options.health();
    const up = Object.values(channels).every((state) => state === 'up');
    response.status(up ? 200 : 503).json({ status: up ? 'ok' : 'starting', channels });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(options.metrics.contentType).send(await options.metrics.metrics());
  });
  for (const router of options.routers) {
    app.use(router);
  }
  const server = createServer(app);
  await listen(server, options);
  return { url: urlOf(server, options.host), close: () => close(server) };
}

function listen(server: Server, { port, host }: HttpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Open streams never end by themselves: they are cut, browsers come back. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
