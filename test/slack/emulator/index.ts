/**
 * A Slack on loopback, for tests: the Web API, signed HTTP, Socket Mode, response addresses, modals, the home tab, the assistant pane and
 * OAuth, and people who use them. It refuses what Slack refuses and keeps every refusal, and misbehaves on demand.
 *
 * Emulated: the methods listed in `web-api/methods.ts`, with scopes, membership and the isolation of workspaces; Block Kit of messages,
 * modals and home tabs, every limit of docs.slack.dev/reference/block-kit, unknown members refused; events with their full envelope and
 * redelivery; interactions with triggers (3 s, once) and response addresses (30 minutes, five times); what typed text becomes.
 *
 * Not emulated: Enterprise Grid, Slack Connect, token rotation, user tokens, workflows, work objects, search, files beyond an upload;
 * the blocks card, carousel, container, data_table, plan and task_card are refused. Stricter than Slack where Slack is not documented:
 * characters are counted as UTF-16 units, the sum of all blocks' text is held to 11,000. Looser: while no socket is open, events wait for
 * one without using up a try.
 */
export { type FakeSlack, startFakeSlack } from './fake-slack.ts';
export type { Fault, Faults, FaultyCall } from './faults.ts';
export type { Fields } from './json.ts';
export { type AppSettings, DEFAULT_APP, type FakeSlackOptions, type FakeSlackSettings } from './options.ts';
export type { Person } from './people/person.ts';
export type { FakeWorkspace } from './people/workspace.ts';
export { readText, visibleText } from './screen/words.ts';
export type { Attempt, CallRecord, Delivery, Refusal } from './state/records.ts';
export type { MessageRow, ViewRow } from './state/rows.ts';
export { checkMessage } from './validate/message.ts';
export { checkView } from './validate/view.ts';
