import { hkdfSync } from 'node:crypto';
import { type InstallationStore, InstallProvider } from '@slack/oauth';
import { Router } from 'express';
import type { Lang } from '../../../contracts/lang.ts';
import type { Translator } from '../../../contracts/messages.ts';
import type { Logger } from '../../../contracts/ports.ts';
import { BOT_SCOPES } from '../scopes.ts';
import { createSlackLogger } from '../slack-logger.ts';
import { showInstalled, showNotInstalled } from './install-page.ts';

/** What the installation door is made of. */
export interface InstallDoorOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
  readonly installations: InstallationStore;
  readonly translator: Translator;
  readonly logger: Logger;
  readonly lang: Lang;
  /** The address we are reached at from outside; null where Slack's app settings alone say where to come back to. */
  readonly publicUrl: string | null;
}

const REDIRECT = '/slack/oauth_redirect';
const CALL_LIMIT_MS = 10_000;

/** `GET /slack/install` leads to Slack, and Slack back to `GET /slack/oauth_redirect`: afterwards the app is in the workspace (OAuth v2, docs.slack.dev/authentication). */
export function createInstallDoor(options: InstallDoorOptions): Router {
  const { publicUrl, translator, lang } = options;
  const provider = createProvider(options);
  const asked = {
    scopes: [...BOT_SCOPES],
    ...(publicUrl === null ? {} : { redirectUri: `${publicUrl.replace(/\/$/, '')}${REDIRECT}` }),
  };
  const router = Router();
  router.get('/slack/install', async (request, response) => {
    await provider.handleInstallPath(request, response, {}, asked);
  });
  router.get(REDIRECT, async (request, response) => {
    await provider.handleCallback(request, response, {
      success: (installation, _asked, incoming, outgoing) => showInstalled({ installation, incoming, outgoing, translator, lang }),
      failure: (error, _asked, incoming, outgoing) => showNotInstalled({ error, incoming, outgoing, translator, lang }),
    });
  });
  return router;
}

function createProvider({ clientId, clientSecret, apiUrl, installations, logger }: InstallDoorOptions): InstallProvider {
  return new InstallProvider({
    clientId,
    clientSecret,
    installationStore: installations,
    stateSecret: Buffer.from(hkdfSync('sha256', clientSecret, 'okuru', 'slack oauth state', 32)).toString('hex'),
    authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href,
    directInstall: true,
    logger: createSlackLogger(logger),
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: CALL_LIMIT_MS },
  });
}
