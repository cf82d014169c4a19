#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { Command, Option } from 'commander';
import type { MessageKey } from '../contracts/message-key.ts';
import type { Engine } from '../contracts/turn.ts';
import { openTranslator } from '../wire/knowledge.ts';
import { operatorLang, tellTrouble } from '../wire/tell.ts';

// Rooms are imported by the command that needs them: `--help` should not wait for a database.

enableCompileCache();

const translator = openTranslator();
const lang = operatorLang(process.env);

function say(key: MessageKey): string {
  return translator.say({ key }, lang);
}

function jsonOption(): Option {
  return new Option('--json', say('cli:help.json')).default(false);
}

const program = new Command('okuru').description(say('cli:help.okuru'));

program
  .command('chat')
  .description(say('cli:help.chat'))
  .addOption(new Option('--lang <lang>', say('cli:help.lang')).choices(['ja', 'en']))
  .option('--jsonl', say('cli:help.jsonl'), false)
  .action(async (options: { lang?: 'ja' | 'en'; jsonl: boolean }) => {
    const { runChat } = await import('./chat.ts');
    process.exitCode = await runChat({ lang: options.lang ?? null, jsonl: options.jsonl, translator });
  });

program
  .command('probe <target>')
  .description(say('cli:help.probe'))
  .addOption(jsonOption())
  .option('--from <host>', say('cli:help.from'))
  .action(async (target: string, options: { json: boolean; from?: string }) => {
    const { runProbe } = await import('./look.ts');
    process.exitCode = await runProbe({ target, json: options.json, from: options.from ?? null, translator, lang });
  });

program
  .command('check [host]')
  .description(say('cli:help.check'))
  .addOption(jsonOption())
  .action(async (host: string | undefined, options: { json: boolean }) => {
    const { runCheck } = await import('./look.ts');
    process.exitCode = await runCheck({ host: host ?? null, json: options.json, translator, lang });
  });

program
  .command('eval <file>')
  .description(say('cli:help.eval'))
  .addOption(jsonOption())
  .action(async (file: string, options: { json: boolean }) => {
    const { runEval } = await import('./eval.ts');
    const engine = await openEngine();
    process.exitCode = runEval(file, { engine, json: options.json, translator, lang, print: (line) => process.stdout.write(`${line}\n`) });
  });

program
  .command('doctor')
  .description(say('cli:help.doctor'))
  .action(async () => {
    const { runDoctor } = await import('./doctor.ts');
    process.exitCode = await runDoctor({ translator, lang });
  });

const catalog = program.command('catalog').description(say('cli:help.catalog'));

catalog
  .command('check')
  .description(say('cli:help.catalog_check'))
  .action(async () => {
    const { checkCommand } = await import('./catalog.ts');
    process.exitCode = await checkCommand({ translator, lang });
  });

catalog
  .command('show <id>')
  .description(say('cli:help.catalog_show'))
  .action(async (id: string) => {
    const { showCommand } = await import('./catalog.ts');
    process.exitCode = await showCommand(id, { translator, lang });
  });

/** A corpus is replayed without a network. */
async function openEngine(): Promise<Engine> {
  const { createEngine } = await import('../engine/engine.ts');
  const { openKnowledge } = await import('../wire/knowledge.ts');
  return createEngine(openKnowledge(), { looks: false });
}

program.parseAsync().catch((error: unknown) => {
  tellTrouble(error, translator, lang);
  process.exitCode = 1;
});
