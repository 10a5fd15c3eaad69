import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Where `vite dev` finds the server; the built app is served by the server itself.
const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: { '/api': server, '/hook': server, '/health': server },
  },
  build: {
    target: 'es2023',
    // The module-preload polyfill would be an inline script, which our content security policy refuses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs, in two files: one that changes with our releases, one that hardly ever does.
            { name: 'vendor', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|@trpc)[\\/]/, priority: 2 },
            { name: 'kit', test: /src[\\/](ui|api|app)[\\/](?!ModalWindow|withoutEval)/, priority: 1 },
          ],
        },
      },
    },
  },
});
