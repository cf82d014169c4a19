import { enableCompileCache } from 'node:module';

// Before anything else is imported: from the second start on, nothing needs to be stripped and compiled again.
enableCompileCache();
await import('./wire/serve.ts');
