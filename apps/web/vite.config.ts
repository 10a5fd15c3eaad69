import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// Where `vite dev` finds the server; the built app is served by the server itself.
const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

// Smaller files gain nothing that a packet would notice.
const WORTH_COMPRESSING_BYTES = 1_024;

/** Writes a `.br` and a `.gz` beside every script and style, so that the server sends them without any work at run time. */
function compressed(): Plugin {
  const encoders = { br: promisify(brotliCompress), gz: promisify(gzip) };
  const compress = async (file: string) => {
    const bytes = await readFile(file);
    if (bytes.length < WORTH_COMPRESSING_BYTES) return;
    for (const [ending, encode] of Object.entries(encoders)) await writeFile(`${file}.${ending}`, await encode(bytes));
  };
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = 'dist' }) {
      const assets = join(dir, 'assets');
      const files = (await readdir(assets)).filter((file) => /\.(js|css)$/.test(file));
      await Promise.all(files.map((file) => compress(join(assets, file))));
    },
  };
}

/** Lets styles come before scripts: with them the page shows its outline, while the scripts are still on their way. */
function stylesFirst(): Plugin {
  return {
    name: 'styles-first',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace(/<script type="module"|<link rel="modulepreload"/g, '$& fetchpriority="low"'),
    },
  };
}

export default defineConfig({
  plugins: [react(), compressed(), stylesFirst()],
  server: {
    proxy: { '/api': server, '/hook': server, '/callback': server, '/form': server, '/health': server },
  },
  build: {
    target: 'es2023',
    // The module-preload polyfill would be an inline script, which our content security policy refuses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // `budget.ts` reads from it what each page loads, and says so where it is too much, better than a limit a file would.
    manifest: true,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs, in two files: one that changes with our releases, one that hardly ever does.
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|scheduler|@trpc[\\/][^\\/]+|@tanstack[\\/](?!.*virtual)[^\\/]+)[\\/]/,
              priority: 4,
            },
            // Without the catalogues of languages: in the chunk that waits for them they would wait for themselves.
            {
              name: 'kit',
              test: /src[\\/](ui|api|app|texts)[\\/](?!ModalWindow|withoutEval|brandMarks|pseudo)|@fontsource-variable|isRunByHand/,
              priority: 3,
            },
            // Each is smaller than the request for it.
            { name: 'icons', test: /@tabler[\\/]icons-react[\\/]/, minShareCount: 2, priority: 3 },
            // The looks of the builder and of what opens in it come as one.
            { name: 'looks', test: /web[\\/]src[\\/]editor[\\/].*\.css$|@xyflow.*\.css$/, priority: 1 },
            // A chunk of their own, so that evaluating code is off before the first schema of another chunk is made.
            {
              name: 'schemas',
              test: /node_modules[\\/]zod[\\/]|app[\\/]withoutEval|flow[\\/]src[\\/]ids/,
              priority: 4,
            },
            // What checks a flow and reads its formulas, and what draws a sheet: evaluated one by one, no task is long on a phone.
            {
              name: 'engine',
              test: /packages[\\/](expression|flow)[\\/]src(?![\\/]readContact)|cel-js/,
              minShareCount: 2,
              priority: 2,
            },
            {
              name: 'sheet',
              test: /node_modules[\\/](@xyflow|d3-|zustand|classcat)(?!.*\.css)/,
              minShareCount: 2,
              priority: 2,
            },
            // What the builder and the page of a run share.
            {
              name: 'editor',
              test: /web[\\/]src[\\/]editor[\\/]|packages[\\/]execution[\\/]/,
              minShareCount: 2,
            },
            // What the panels of the builder have in common with the other screens: fetched by what opens, not by the canvas.
            {
              name: 'parts',
              test: /web[\\/]src[\\/]screens[\\/](connections|runs)[\\/](?!isRunByHand)/,
              minShareCount: 2,
              // Before the builder's, which every page with an account would else fetch.
              priority: 1,
            },
            // Little files: what Home and the gallery of apps ask for a link with, and what that has in common with the gallery of templates.
            { name: 'link', test: /screens[\\/]connectors[\\/](PasteLink|linkProblem)/, minShareCount: 2, priority: 1 },
            {
              name: 'gallery',
              test: /screens[\\/](templates[\\/](TemplateCards|useTemplates)|connectors[\\/](GalleryTabs|ImportOutcome))/,
              minShareCount: 2,
              priority: 1,
            },
            // What is known of connectors and of what people write is little, and one request is less than four.
            {
              name: 'connector',
              test: /packages[\\/]connector[\\/]src[\\/]|[\\/](readContact|jsonProblem|FileChip|fileWords)\.tsx?$/,
              minShareCount: 2,
              // Before the parts, which would else take along what they use of it.
              priority: 2,
            },
          ],
        },
      },
    },
  },
});
