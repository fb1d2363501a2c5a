/** Writes docs/mapping.md from the rules in the code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderMappingReference } from './render-mapping-reference.ts';

writeFileSync(join(import.meta.dirname, '../../../../docs/mapping.md'), renderMappingReference());
