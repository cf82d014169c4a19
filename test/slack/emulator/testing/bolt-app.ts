import { App, type AppOptions, type Installation, type Logger, LogLevel, SocketModeReceiver, type ViewClosedAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { FakeSlack } from '../index.ts';

/** A small app made with Bolt, as anybody would make it: the emulator must be good enough for it. */
export interface BoltApp {
  readonly app: App;
  /** Address of its requests; empty in Socket Mode. */
  readonly url: string;
  /** `http://127.0.0.1:PORT` */
  readonly base: string;
  /** Text of every message the app heard, repeats among them. */
  readonly heard: string[];
  readonly installed: Installation[];
  stop(): Promise<void>;
}

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** Bolt tries again for half an hour otherwise, long after a test has ended. */
const retryConfig = { retries: 0 };

/** Over signed HTTP. `more` goes to Bolt as it is. */
export async function startHttpApp(fake: FakeSlack, token: string, more: Partial<AppOptions> = {}): Promise<BoltApp> {
  const clientOptions = { slackApiUrl: fake.apiUrl, retryConfig };
  const app = new App({ token, signingSecret: fake.app.signingSecret, clientOptions, logger: silent, ...more });
  return startOn(fake, app);
}

/** Over Socket Mode. */
export async function startSocketApp(fake: FakeSlack, token: string): Promise<BoltApp> {
  const clientOptions = { slackApiUrl: fake.apiUrl, retryConfig: { retries: 2, minTimeout: 20, factor: 1 } };
  const receiver = new SocketModeReceiver({
    appToken: fake.app.appToken,
    clientPingTimeout: 250,
    installerOptions: { clientOptions },
    logger: silent,
  });
  const app = new App({ token, receiver, clientOptions, logger: silent });
  const heard = listen(app);
  await app.start();
  return { app, url: '', base: '', heard, installed: [], stop: async () => void (await app.stop()) };
}

/** In many workspaces, by OAuth. */
export async function startInstallableApp(fake: FakeSlack, scopes: readonly string[]): Promise<BoltApp> {
  const installed: Installation[] = [];
  const clientOptions = { slackApiUrl: fake.apiUrl, retryConfig };
  const app = new App({
    signingSecret: fake.app.signingSecret,
    clientId: fake.app.clientId,
    clientSecret: fake.app.clientSecret,
    stateSecret: 'state-secret',
    scopes: [...scopes],
    clientOptions,
    installerOptions: { clientOptions, authorizationUrl: `${fake.url}/oauth/v2/authorize`, directInstall: true },
    installationStore: {
      storeInstallation: async (installation) => void installed.push(installation),
      fetchInstallation: async ({ teamId }) => {
        const found = installed.findLast(({ team }) => team?.id === teamId);
        if (found === undefined) {
          throw new Error(`not installed in ${teamId}`);
        }
        return found;
      },
    },
    logger: silent,
  });
  return { ...(await startOn(fake, app)), installed };
}

async function startOn(fake: FakeSlack, app: App): Promise<BoltApp> {
  const heard = listen(app);
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`;
  fake.deliverTo({ url: `${base}/slack/events` });
  return { app, url: `${base}/slack/events`, base, heard, installed: [], stop: async () => void (await app.stop()) };
}

const plain = (text: string): { type: 'plain_text'; text: string } => ({ type: 'plain_text', text });

const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    { type: 'input', block_id: 'name', label: plain('Name'), element: { type: 'plain_text_input', action_id: 'typed' } },
    {
      type: 'input',
      block_id: 'isp',
      optional: true,
      label: plain('Line'),
      element: { type: 'external_select', action_id: 'lines', min_query_length: 1 },
    },
  ],
} satisfies ModalView;

function listen(app: App): string[] {
  const heard: string[] = [];
  app.message(async ({ message, say }) => {
    if (message.subtype !== undefined || message.bot_id !== undefined) {
      return;
    }
    heard.push(message.text ?? '');
    const blocks = [
      { type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'Heard' } },
      { type: 'actions' as const, elements: [{ type: 'button' as const, action_id: 'yes', value: 'y', text: plain('Yes') }] },
      {
        type: 'actions' as const,
        elements: [{ type: 'external_select' as const, action_id: 'lines', min_query_length: 1, placeholder: plain('Line') }],
      },
    ];
    await say({ text: `heard ${message.text}`, blocks });
  });
  app.event('app_mention', async ({ event }) => void heard.push(`mention ${event.text}`));
  listenToCommands(app);
  listenToForms(app, heard);
  return heard;
}

function listenToCommands(app: App): void {
  app.command('/mailfix', async ({ ack, respond, command, client }) => {
    await ack('got it');
    if (command.text === 'form') {
      await client.views.open({ trigger_id: command.trigger_id, view: form });
      return;
    }
    await respond({ text: `said ${command.text}`, response_type: 'in_channel' });
  });
  app.action('yes', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'clicked', replace_original: true });
  });
  app.action('lines', async ({ ack, payload, client, body }) => {
    await ack();
    const text = `chose ${'selected_option' in payload ? JSON.stringify(payload.selected_option) : ''}`;
    await client.chat.postMessage({ channel: body.channel?.id ?? '', text });
  });
  app.options('lines', async ({ ack, options }) =>
    ack({ options: [{ text: plain(`${options.value} line`), value: `isp:${options.value}` }] }),
  );
}

function listenToForms(app: App, heard: string[]): void {
  app.view('form', async ({ ack, view }) => {
    heard.push(JSON.stringify(view.state.values));
    const name = view.state.values.name?.typed?.value;
    await (name === 'bad' ? ack({ response_action: 'errors', errors: { name: 'not this' } }) : ack());
  });
  app.view<ViewClosedAction>({ callback_id: 'form', type: 'view_closed' }, async ({ ack }) => {
    heard.push('closed');
    await ack();
  });
  app.shortcut('diagnose', async ({ ack, shortcut }) => {
    heard.push(shortcut.type === 'message_action' ? `shortcut ${shortcut.message.text}` : 'shortcut');
    await ack();
  });
}
