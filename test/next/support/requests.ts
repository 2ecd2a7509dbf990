/** Headers as browsers and Next's client send them. */
export const requests = {
  page: {
    accept: 'text/html,*/*;q=0.8',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'none',
    'sec-fetch-dest': 'document',
  },
  script: { accept: '*/*', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' },
  payload: {
    accept: '*/*',
    rsc: '1',
    'sec-fetch-mode': 'cors',
    'sec-fetch-site': 'same-origin',
    'sec-fetch-dest': 'empty',
  },
  prefetch: {
    accept: '*/*',
    rsc: '1',
    'next-router-prefetch': '1',
    'sec-fetch-mode': 'cors',
    'sec-fetch-site': 'same-origin',
    'sec-fetch-dest': 'empty',
  },
  speculation: {
    accept: 'text/html',
    'sec-purpose': 'prefetch;prerender',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'none',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>
