/** Writes the generated pages of docs/ from the code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATED_PAGES } from './generated-pages.ts';

for (const [name, render] of Object.entries(GENERATED_PAGES)) {
  writeFileSync(join(import.meta.dirname, '../../../../docs', name), render());
}
