import { expect, test } from 'vitest'
import { classifyAddress, type AddressKind } from './classify-address.ts'

const addresses: Record<AddressKind, string> = {
  loopback: '127.0.0.1 127.255.255.254 ::1 0:0:0:0:0:0:0:1',
  public: `8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0 168.63.129.15 192.0.1.1
    223.255.255.255 2606:4700::1111 2001:200::1 64:ff9b::808:808`,
  private: `0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 169.254.169.254 172.16.0.1 172.31.255.255
    192.168.1.1 192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1
    239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16
    :: ::2 ::ffff:8.8.8.8 ::ffff:127.0.0.1 ::ffff:7f00:1 ::7f00:1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1
    2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 100::1 5f00::1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::a9fe:a9fe 64:ff9b::
    64:ff9b:1::1 localhost 127.1 2130706433 0x7f.1`,
}

for (const [kind, list] of Object.entries(addresses)) {
  test.each(list.split(/\s+/))(`counts %s as ${kind}`, (address) => expect(classifyAddress(address)).toBe(kind))
}

test('counts what is no address as private', () => {
  expect([classifyAddress(''), classifyAddress(' 8.8.8.8')]).toEqual(['private', 'private'])
})
