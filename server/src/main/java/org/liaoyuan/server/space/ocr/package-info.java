/**
 * Text in pictures, by PaddleOCR's models on ONNX Runtime: {@code PictureFile} decodes within bounds, {@code PictureReader} finds
 * lines, turns and reads them, {@code Layout} puts them in the order in which people read. Knows nothing of documents.
 */
@NullMarked
package org.liaoyuan.server.space.ocr;

import org.jspecify.annotations.NullMarked;
