import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';

/** Files beside the bundle that the page needs to be shown. */
const BESIDE = ['/', '/favicon.svg', '/manifest.webmanifest'];

/** Beside conversations, what works without a network: the hearing page with its tests and their digits, the aid's worklet, its net and the sentences of its fine tuning. */
const isOfHearing = (name: string) => /(^|\/)((HearingScreen|worklet|sound)-[\w-]+\.js|digits-(zh|en)-[\w-]+\.wav|(zh|en)-\d-[\w-]+\.flac|(low-delay|look-ahead)-denoiser-[\w-]+\.bin)$/.test(name);

/**
 * Builds sw.js: a script of its own, which knows the files of this very build. No more of them than the page needs for conversations
 * and for hearing is kept for offline: what is loaded when a page beside them is opened stays out.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const files = new Set(BESIDE);
      const add = (name: string) => {
        const chunk = bundle[name];
        if (files.has(`/${name}`) || chunk?.type !== 'chunk') return;
        files.add(`/${name}`);
        chunk.imports.forEach(add);
      };
      const entries = Object.values(bundle).filter((file) => file.type === 'chunk' && file.isEntry);
      entries.forEach((entry) => add(entry.fileName));
      for (const name of Object.keys(bundle).filter(isOfHearing)) {
        add(name);
        files.add(`/${name}`);
      }
      Object.keys(bundle).filter((name) => name.endsWith('.css')).forEach((name) => files.add(`/${name}`));
      const version = createHash('sha256');
      for (const file of Object.values(bundle)) version.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source);
      const result = await build({
        configFile: false, logLevel: 'warn', publicDir: false,
        define: { SHELL_FILES: JSON.stringify([...files]), SHELL_VERSION: JSON.stringify(version.digest('hex').slice(0, 16)) },
        build: { write: false, lib: { entry: 'src/pwa/sw.ts', formats: ['iife'], name: 'sw', fileName: () => 'sw.js' } },
      });
      const output = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []));
      const script = output.find((file) => file.type === 'chunk');
      if (script?.type !== 'chunk') throw new Error('the service worker was not built');
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: script.code });
    },
  };
}
