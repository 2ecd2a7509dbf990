export async function measureRefusals(keys) {}
