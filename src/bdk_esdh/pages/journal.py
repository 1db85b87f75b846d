"""What the journal says of pages and news. The codes are stored for ever."""

from ..audit.verbs import Verb
from ..kernel.i18n import _

PAGE_ADDED = Verb("page.added", _("oprettede siden"))
PAGE_CHANGED = Verb("page.changed", _("ændrede siden"))
PAGE_PUBLISHED = Verb("page.published", _("offentliggjorde siden"))
PAGE_WITHDRAWN = Verb("page.withdrawn", _("trak siden tilbage"))
PAGE_PUT_BACK = Verb("page.put_back", _("hentede en tidligere udgave af siden tilbage"))
PICTURE_ADDED = Verb("page.picture", _("lagde et billede til siden"))
PAGE_MOVED = Verb("page.moved", _("gav siden en anden adresse"))
PAGE_PLANNED = Verb("page.planned", _("planlagde siden"))
PAGE_PLAN_CANCELLED = Verb("page.plan_cancelled", _("annullerede planen for siden"))
PAGE_PLAN_FAILED = Verb("page.plan_failed", _("kunne ikke gøre, hvad der var planlagt for siden"))
PAGE_COPY_BEGUN = Verb("page.copy_begun", _("begyndte en kladde til den udgivne side"))
PAGE_COPY_CHANGED = Verb("page.copy_changed", _("ændrede kladden til siden"))
PAGE_COPY_PLACED = Verb("page.copy_placed", _("satte kladden i stedet for den udgivne side"))
PAGE_COPY_DROPPED = Verb("page.copy_dropped", _("smed kladden til siden væk"))
#: time alone did it: its first or last day came
PAGE_TURNED = Verb("page.turned", _("viste eller skjulte siden, fordi dens dag kom"))
