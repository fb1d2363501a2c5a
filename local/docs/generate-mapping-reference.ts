/** Writes docs/mapping.md; with `--check` writes nothing, and fails when the file is not current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderMappingReference } from './render-mapping-reference.ts';

const file = join(import.meta.dirname, '..', '..', 'docs', 'mapping.md');
const reference = renderMappingReference();

if (!process.argv.includes('--check')) {
  writeFileSync(file, reference);
} else if (readFileSync(file, 'utf8') !== reference) {
  console.error('docs/mapping.md is not current: run local/docs/generate-mapping-reference.ts.');
  process.exitCode = 1;
}
