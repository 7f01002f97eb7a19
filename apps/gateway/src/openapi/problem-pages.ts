import { type Request, type Response, Router } from 'express';
import { findProblemPage, problemHtml, problemPages, problemsHtml } from './problem-page.rules';

const PATH = '/problems';
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const JSON_TYPES = ['application/json', 'application/problem+json'];

type Shown = { readonly html: () => string; readonly json: () => object };

/** A person gets a page, a program that asks for JSON the same as data. The same for everybody, so it may be kept. */
const answer = (request: Request, response: Response, { html, json }: Shown): void => {
  response.setHeader('Cache-Control', 'public, max-age=3600');
  response.setHeader('Vary', 'Accept');
  response.setHeader('Content-Security-Policy', POLICY);
  const accepted = request.accepts(['text/html', ...JSON_TYPES]);
  if (accepted !== false && JSON_TYPES.includes(accepted)) response.json(json());
  else response.type('html').send(html());
};

/** GET /problems/{code}: where the `type` of a refusal leads. What is no code of ours goes on to the next handler. */
export const problemPageRouter = (): Router => {
  const router = Router();
  router.get(PATH, (request, response) => {
    const pages = problemPages();
    answer(request, response, { html: () => problemsHtml(pages), json: () => ({ items: pages }) });
  });
  router.get(`${PATH}/:code`, (request, response, next) => {
    const page = findProblemPage(request.params.code);
    if (page === undefined) next();
    else answer(request, response, { html: () => problemHtml(page), json: () => page });
  });
  return router;
};
