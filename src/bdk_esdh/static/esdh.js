// What the pages gain from a script. Each works on markup that also works without it.
import { menus } from "./js/menus.js";
import { searchKey } from "./js/search-key.js";
import { firstThingToRead } from "./js/first-thing-to-read.js";
import { fileSize } from "./js/file-size.js";
import { live } from "./js/live.js";
import { keys } from "./js/keys.js";
import { renew } from "./js/renew.js";
import { suggest } from "./js/suggest.js";
import { takeSuggestions } from "./js/take.js";
import { upload } from "./js/upload.js";
import { richText } from "./js/rich-text.js";
import { agenda } from "./js/agenda.js";
import { pdf } from "./js/pdf.js";

menus(document);
searchKey(document);
firstThingToRead(document);
fileSize(document);
renew(document);
suggest(document);
takeSuggestions(document);
upload(document);
keys(document);
live(document);
richText(document);
agenda(document);
pdf(document);
