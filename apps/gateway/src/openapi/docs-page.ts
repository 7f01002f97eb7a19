import { dirname } from 'node:path';
import express, { Router } from 'express';
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

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', deepLinking: true, docExpansion: 'none' });
`;

const FILES = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);

/** GET /openapi.json, and GET /docs: the page and all that it loads come from this server. */
export const docsPage = (document: () => Promise<OpenApiDocument>): Router => {
  const router = Router();
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
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(START);
  });
  const assets = express.static(ASSETS, { index: false, maxAge: '1d', fallthrough: true });
  router.use('/docs/assets', (request, response, next) =>
    FILES.has(request.path) ? assets(request, response, next) : next(),
  );
  return router;
};
