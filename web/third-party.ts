import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Writes THIRD-PARTY.txt: every package whose code is in the bundle, with its licence and its text. Fails where a licence is missing. */
export function thirdParty(): Plugin {
  return {
    name: 'third-party',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = new Set(modules.map((id) => /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]).filter((f) => f !== undefined));
      const entries = [...folders].filter((folder) => existsSync(`${folder}/package.json`)).map(entry).sort();
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: `${entries.join('\n\n--------\n\n')}\n` });
    },
  };
}

function entry(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Record<string, string>;
  if (!license) throw new Error(`${name} ${version} names no licence; look at it before it becomes part of the page`);
  const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
  return `${name} ${version}: ${license}\n${file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''}`;
}
