// Builds styles and scripts to webui/static/build, with a hash in each name and a manifest of them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'static', 'build');
process.chdir(here);

// Sass first; esbuild then takes fonts and pictures out of what it wrote.
const scss = {
  name: 'scss',
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => ({
      contents: sass.compile(path, { loadPaths: ['node_modules'], quietDeps: true }).css,
      loader: 'css',
      resolveDir: dirname(path),
    }));
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const shared = {
  bundle: true,
  minify: true,
  metafile: true,
  outdir: out,
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  target: 'es2021',
  loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty', '.eot': 'empty', '.svg': 'file' },
  plugins: [scss],
  logLevel: 'warning',
};
const results = [
  await esbuild.build({
    ...shared,
    format: 'esm',
    entryPoints: ['scripts/page.js', 'scripts/diagram.js', 'styles/page.scss', 'styles/diagram.scss'],
  }),
  // Before anything is drawn, so not a module: those wait.
  await esbuild.build({ ...shared, format: 'iife', entryPoints: ['scripts/early.js'] }),
];

const manifest = {};
const packages = new Set();
for (const { outputs } of results.map((result) => result.metafile)) {
  for (const [file, { entryPoint, inputs }] of Object.entries(outputs)) {
    if (entryPoint) manifest[basename(entryPoint).replace(/\.scss$/, '.css')] = basename(file);
    for (const input of Object.keys(inputs)) {
      const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/);
      if (found) packages.add(found[1]);
    }
  }
}
// Sass has read these itself, so that esbuild does not name them.
packages.add('govuk-frontend');

const licences = [...packages].sort().map((name) => {
  const folder = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
  const rule = '='.repeat(80);
  return `${rule}\n${name} ${version}\nLicence: ${license}\n${rule}\n\n${text.trim()}\n`;
});
const notices = licences.join('\n');
const hash = createHash('sha256').update(notices).digest('hex').slice(0, 8).toUpperCase();
manifest['licences.txt'] = `licences-${hash}.txt`;
writeFileSync(join(out, manifest['licences.txt']), notices);
// Last, so that a build that stopped half-way has none.
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
