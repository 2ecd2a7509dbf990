/**
 * Lower case for A to Z alone. `toLowerCase` maps other letters onto these (the Kelvin sign becomes a k), and two different
 * people's addresses would be one.
 */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
