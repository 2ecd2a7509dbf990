/** What `--help` prints. */
export const help = `launchpad-identity: an identity service on your own machine.

It is an OpenID provider and a SAML identity provider over one list of accounts, with a login page and the
Launchpad. Everything is in memory and gone when it stops.

Usage
  launchpad-identity [options]

Options
  -s, --seed <file>     JSON file with organizations, users and applications
                        (default: two demo accounts and an application at --app)
  -p, --port <number>   port to listen on (default: 4000)
      --host <address>  address to listen on (default: 127.0.0.1, this machine only)
      --issuer <url>    where it is reached from outside (default: http://localhost:<port>)
      --app <url>       where the application of the demo accounts runs (default: http://localhost:3000)
  -h, --help            this text

A seed file
  {
    "organizations": [{ "id": "acme", "name": "Acme", "domains": ["acme.test"] }],
    "users": [{ "username": "ana", "email": "ana@acme.test", "name": "Ana Souza",
                "password": "choose-one", "organization": "acme", "groups": ["admins"] }],
    "applications": [{ "id": "app", "name": "My app", "type": "oidc",
                       "oidc": { "clientId": "my-app", "clientSecret": "my-secret",
                                 "redirectUris": ["http://localhost:3000/callback"] },
                       "launchUrl": "http://localhost:3000/login" }]
  }
`
