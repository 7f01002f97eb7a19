import { dirname } from 'node:path';
import express, { type Request, Router } from 'express';
import { addressAt } from '../addresses/address.rules';
import type { OpenApiDocument } from './merge.rules';

const ASSETS = dirname(require.resolve('swagger-ui-dist/package.json'));

// Swagger UI sets style attributes; scripts come from this server alone and no inline one is allowed.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>An Sinh API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<link rel="icon" href="/docs/assets/favicon-32x32.png">
</head>
<body>
<div id="page"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

// Signing in is done at the address where the page itself stands: its cookies are there, and its requests go there.
const START = `const page = SwaggerUIBundle({
  url: '/docs/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  docExpansion: 'none',
  oauth2RedirectUrl: location.origin + '/docs/oauth2-redirect.html',
});
page.initOAuth({ clientId: 'docs', usePkceWithAuthorizationCodeGrant: true });
`;

/** Where Swagger UI takes the answer of the sign-in, in the window that it has opened. */
const REDIRECT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>An Sinh API</title></head>
<body><script src="/docs/assets/oauth2-redirect.js"></script></body>
</html>
`;

/** The document for a page that stands at this address: it calls no other one, whatever PUBLIC_URL says. */
const documentAt = (document: OpenApiDocument, address: string): OpenApiDocument => ({
  ...document,
  servers: [{ url: address }],
});

const FILES = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png', '/oauth2-redirect.js']);

/** GET /openapi.json, and GET /docs: the page and all that it loads come from this server. */
export const docsPage = (document: () => Promise<OpenApiDocument>, publicUrl: string): Router => {
  const router = Router();
  const addressOf = ({ headers }: Request): string => addressAt(publicUrl, headers.host);
  router.get('/openapi.json', async (_request, response) => {
    response.json(await document());
  });
  router.use('/docs', (_request, response, next) => {
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Referrer-Policy', 'no-referrer');
    // The same for everybody: the files of the page say themselves how long they may be kept.
    response.removeHeader('Cache-Control');
    next();
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(PAGE);
  });
  router.get('/docs/openapi.json', async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json(documentAt(await document(), addressOf(request)));
  });
  router.get('/docs/oauth2-redirect.html', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(REDIRECT);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(START);
  });
  const assets = express.static(ASSETS, { index: false, maxAge: '1d', fallthrough: true });
  router.use('/docs/assets', (request, response, next) =>
    FILES.has(request.path) ? assets(request, response, next) : next(),
  );
  return router;
};
