import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { serviceWorker } from './service-worker';
import { thirdParty } from './third-party';

const server = process.env.LIAOYUAN_SERVER ?? 'http://127.0.0.1:7860';

export default defineConfig({
  plugins: [react(), thirdParty(), serviceWorker()],
  // the server puts another nonce there for each answer: see IndexController
  html: { cspNonce: 'NONCE-OF-THIS-ANSWER' },
  // antd alone is past the usual limit; it changes rarely and is cached on its own
  build: { chunkSizeWarningLimit: 2000 },
  server: { proxy: { '/api': server, '/v1': { target: server, ws: true } }, fs: { allow: ['..'] } },
});
