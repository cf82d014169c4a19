/** The import law (design §2). Each rule says why it is there and what to do instead. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

const owned = (name, library, owner, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^src', pathNot: owner },
  to: { path: library },
});

const CONTRACTS = '^src/contracts';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or a third is missing between them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    only(
      'contracts-are-types',
      CONTRACTS,
      [CONTRACTS, '^locales/'],
      'contracts holds promises only. What runs belongs to the room that owns it.',
    ),
    only(
      'diagnosis-is-pure',
      '^src/diagnosis',
      ['^src/diagnosis', CONTRACTS],
      'The judge sees evidence, never the world. Pass what it needs in the evidence.',
    ),
    only(
      'advice-is-pure',
      '^src/advice',
      ['^src/advice', CONTRACTS],
      'A cure is made of rows and evidence. Pass what it needs in the request.',
    ),
    only(
      'engine-is-pure',
      '^src/engine',
      ['^src/engine', '^src/diagnosis', '^src/advice', CONTRACTS],
      'A turn is a pure function: no npm, no node:*. Time, knowledge and ids arrive as arguments.',
    ),
    only(
      'desk-does',
      '^src/desk',
      ['^src/desk', '^src/engine', CONTRACTS, '^node:', '^(events|timers|crypto)'],
      'The desk works through ports of contracts; main binds them.',
    ),
    ...['probes', 'channels', 'sessions', 'catalog', 'i18n', 'mail'].map((room) => ({
      name: `${room}-stays-in-its-room`,
      comment: 'Rooms with the world in them know contracts and their own library, never each other. main binds them.',
      severity: 'error',
      from: { path: `^src/${room}` },
      to: { path: '^src', pathNot: [`^src/${room}`, CONTRACTS, '^src/errors'] },
    })),
    {
      name: 'channels-apart',
      comment:
        'A channel never knows another one. What two channels need in the very same form, and what knows of no platform, is in channels/shared, which knows no channel.',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/' },
      to: { path: '^src/channels/([^/]+)/', pathNot: ['^src/channels/$1/', '^src/channels/shared/'] },
    },
    owned('slack-in-its-channel', 'node_modules/@slack', '^src/channels/slack', 'channels/slack alone speaks to Slack.'),
    owned('discord-in-its-channel', 'node_modules/discord', '^src/channels/discord', 'channels/discord alone speaks to Discord.'),
    owned('i18next-in-i18n', 'node_modules/i18next', '^src/i18n', 'Words are made in i18n alone: pass a Phrase.'),
    owned('nodemailer-in-mail', 'node_modules/nodemailer', '^src/mail', 'mail alone sends mail.'),
    owned('sqlite-in-sessions', 'node_modules/(better-sqlite3|pg)', '^src/sessions', 'sessions alone knows a database.'),
    {
      name: 'network-in-probes',
      comment: 'probes is the only room that opens connections. An HTTP server is a channel’s; it uses node:http, not node:net.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/probes' },
      to: { dependencyTypes: ['core'], path: '^(net|tls|dns|dns/promises)$' },
    },
    {
      name: 'only-entries-bind-rooms',
      comment: 'main and bin bind rooms together; nobody may need them.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(main|bin|wire)' },
      to: { path: '^src/(main|bin|wire)' },
    },
    {
      name: 'product-does-not-need-tests',
      comment: 'Nothing in src may need test, bench or the import script.',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^(test|bench|scripts)' },
    },
    {
      name: 'no-development-libraries',
      comment: 'Installed without development dependencies, the product must run.',
      severity: 'error',
      from: { path: '^src' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
