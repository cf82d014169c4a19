import { deleteMessage, getPermalink, postEphemeral, postMessage, updateMessage } from './chat.ts';
import { conversationHistory, conversationInfo, conversationReplies, openConversation } from './conversations.ts';
import { type Method, ofBot } from './method.ts';
import { exchangeCode, revokeAuth, testAuth } from './oauth.ts';
import { addReaction, finishUpload, openConnection, setPane, startUpload, userInfo } from './others.ts';
import { openView, publishView, updateView } from './views.ts';

/** The methods that are emulated, by name, with the scopes they need. Those of conversations.* depend on the channel and are looked at there. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['auth.test', ofBot([], testAuth)],
  ['auth.revoke', ofBot([], revokeAuth)],
  ['users.info', ofBot(['users:read'], userInfo)],
  ['conversations.open', ofBot(['im:write'], openConversation)],
  ['conversations.info', ofBot([], conversationInfo)],
  ['conversations.history', ofBot([], conversationHistory)],
  ['conversations.replies', ofBot([], conversationReplies)],
  ['chat.postMessage', ofBot(['chat:write'], postMessage)],
  ['chat.postEphemeral', ofBot(['chat:write'], postEphemeral)],
  ['chat.update', ofBot(['chat:write'], updateMessage)],
  ['chat.delete', ofBot(['chat:write'], deleteMessage)],
  ['chat.getPermalink', ofBot([], getPermalink)],
  ['views.open', ofBot([], (call) => openView(call, false))],
  ['views.push', ofBot([], (call) => openView(call, true))],
  ['views.update', ofBot([], updateView)],
  ['views.publish', ofBot([], publishView)],
  ['assistant.threads.setStatus', ofBot(['assistant:write'], (call) => setPane(call, 'status'))],
  ['assistant.threads.setTitle', ofBot(['assistant:write'], (call) => setPane(call, 'title'))],
  ['assistant.threads.setSuggestedPrompts', ofBot(['assistant:write'], (call) => setPane(call, 'prompts'))],
  ['reactions.add', ofBot(['reactions:write'], addReaction)],
  ['files.getUploadURLExternal', ofBot(['files:write'], startUpload)],
  ['files.completeUploadExternal', ofBot(['files:write'], finishUpload)],
  ['apps.connections.open', { token: 'app', run: openConnection }],
  ['oauth.v2.access', { token: 'none', run: exchangeCode }],
]);
