export function readPort(name, fallback) {
  const text = process.env[name] ?? String(fallback)
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  console.error(`${name} must be a port number between 1 and 65535, is '${text}'.`)
  process.exit(1)
}
