import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from '../run-command.js'

/**
 * Bundles a module that is given as text, as an app's bundler would: everything in one file, minified, for browsers, with
 * React left out.
 *
 * @param {string} contents
 * @param {'js' | 'css'} [loader]
 * @returns {Promise<{ bytes: number, files: string[] }>} size after gzip, and the files of which something is left.
 */
export async function measureBundle(contents, loader = 'js') {
  const { outputFiles, metafile } = await build({
    stdin: { contents, loader, resolveDir: root },
    bundle: true,
    format: 'esm',
    minify: true,
    platform: 'browser',
    jsx: 'automatic',
    external: ['react', 'react/jsx-runtime', 'react-dom'],
    metafile: true,
    write: false,
  })
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  return {
    bytes: gzipSync(outputFiles[0].contents, { level: 9 }).length,
    files: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file),
  }
}
