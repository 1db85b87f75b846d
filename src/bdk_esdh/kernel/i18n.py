"""Danish is the source language; English lies beside it in ``locale``."""

from pyramid.i18n import TranslationStringFactory

_ = TranslationStringFactory("bdk_esdh")
