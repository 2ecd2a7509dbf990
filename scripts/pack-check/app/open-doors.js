// Opens doors with `import`: node open-doors.js SPECIFIER...
for (const door of process.argv.slice(2)) {
  const options = door.endsWith('.json') ? { with: { type: 'json' } } : {}
  const names = Object.keys(await import(door, options))
  if (names.length === 0 && !door.endsWith('/wire')) throw new Error(`${door}: exports nothing`)
}
