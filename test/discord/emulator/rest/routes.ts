import * as application from './application.ts';
import * as channels from './channels.ts';
import { editApplication } from './endpoint.ts';
import { callback } from './interactions.ts';
import type { Call, Reply } from './reply.ts';
import * as threads from './threads.ts';
import * as webhooks from './webhooks.ts';

/** A call the emulator knows. */
export interface Route {
  /** What faults and records call it. */
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** `token`: the token in the path is proof enough, and the global rate limit does not hold. */
  readonly auth: 'bot' | 'token';
  run(call: Call): Reply | Promise<Reply>;
}

/** `/channels/:/messages/:` as a pattern with a group for each `:`. */
function pathOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(':', '([^/]+)')}$`);
}

function route(name: string, path: string, run: Route['run']): Route {
  const [method = '', pattern = ''] = path.split(' ');
  const auth = /^\/(interactions|webhooks)\//.test(pattern) ? 'token' : 'bot';
  return { name, method, pattern: pathOf(pattern), auth, run };
}

/** All calls, the most frequent first. */
export const ROUTES: readonly Route[] = [
  route('callback', 'POST /interactions/:/:/callback', callback),
  route('createMessage', 'POST /channels/:/messages', channels.createMessage),
  route('editMessage', 'PATCH /channels/:/messages/:', channels.editMessage),
  route('createFollowUp', 'POST /webhooks/:/:', webhooks.createFollowUp),
  route('editOriginal', 'PATCH /webhooks/:/:/messages/@original', webhooks.editWebhookMessage),
  route('editFollowUp', 'PATCH /webhooks/:/:/messages/:', webhooks.editWebhookMessage),
  route('getOriginal', 'GET /webhooks/:/:/messages/@original', webhooks.getWebhookMessage),
  route('getFollowUp', 'GET /webhooks/:/:/messages/:', webhooks.getWebhookMessage),
  route('deleteOriginal', 'DELETE /webhooks/:/:/messages/@original', webhooks.deleteWebhookMessage),
  route('deleteFollowUp', 'DELETE /webhooks/:/:/messages/:', webhooks.deleteWebhookMessage),
  route('getChannel', 'GET /channels/:', channels.getChannel),
  route('editChannel', 'PATCH /channels/:', threads.editChannel),
  route('getMessages', 'GET /channels/:/messages', channels.getMessages),
  route('getMessage', 'GET /channels/:/messages/:', channels.getMessage),
  route('deleteMessage', 'DELETE /channels/:/messages/:', channels.deleteMessage),
  route('triggerTyping', 'POST /channels/:/typing', channels.triggerTyping),
  route('startThreadFromMessage', 'POST /channels/:/messages/:/threads', threads.startThreadFromMessage),
  route('startThread', 'POST /channels/:/threads', threads.startThread),
  route('joinThread', 'PUT /channels/:/thread-members/@me', threads.joinThread),
  route('createDm', 'POST /users/@me/channels', application.createDm),
  route('getUser', 'GET /users/:', application.getUser),
  route('getGatewayBot', 'GET /gateway/bot', application.getGatewayBot),
  route('getApplication', 'GET /applications/@me', application.getApplication),
  route('editApplication', 'PATCH /applications/@me', editApplication),
  route('getCommands', 'GET /applications/:/commands', application.getCommands),
  route('putCommands', 'PUT /applications/:/commands', application.putCommands),
  route('createCommand', 'POST /applications/:/commands', application.createCommand),
  route('deleteCommand', 'DELETE /applications/:/commands/:', application.deleteCommand),
];
