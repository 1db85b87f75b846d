"""Documents on the JSON face: ``records`` themselves, their ``files`` and versions, their ``states``."""
