export { XmlError, type XmlFault, type XmlPosition } from './xml-error';
export { decodeUtf8, type XmlInput, xmlPieces } from './xml-input';
export { type Fail, readXml, type XmlHandler } from './xml-reader';
export type { XmlLimits } from './xml-source';
export { type XmlStart, XmlStream, type XmlStreamHandler, type XmlStreamLimits } from './xml-stream';
export { DECLARATION, element, escapeText, isXmlText, openTag, type XmlAttributes } from './xml-writer';
