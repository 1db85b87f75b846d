"""The declaration of content types."""

import pytest
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationConflictError, ConfigurationError

from bdk_esdh.kernel.graph import Container, Node
from bdk_esdh.kernel.records import Face, Records, record


def _declared(name="Thing", **more):
    declare = record(name, title="Ting", plural="Ting", icon="folder", **more)
    return declare(type(name, (Node,), {}))


@pytest.fixture
def config():
    made = Configurator(settings={})
    made.include("substanced.content")
    made.include("bdk_esdh.kernel.records")
    return made


def test_a_declaration_is_found_by_its_name_and_by_its_objects(config):
    cls = _declared(faces=(Face.PUBLIC,))
    config.add_record(cls.__record__)
    config.commit()
    records = config.registry.records
    assert records.types["Thing"].cls is cls
    assert records.of(cls()) is records.types["Thing"]
    assert records.types["Thing"].faces == {Face.PUBLIC}


def test_an_object_of_an_undeclared_subclass_has_no_type(config):
    class Below(_declared()):
        pass

    assert Records().of(Below()) is None
    assert Records().of(Container()) is None
    assert Records().of(None) is None


def test_two_classes_of_one_name_are_refused(config):
    config.add_record(_declared().__record__)
    config.add_record(_declared().__record__)
    with pytest.raises(ConfigurationConflictError):
        config.commit()


def test_a_second_class_of_the_same_name_is_refused_later_too(config):
    config.add_record(_declared().__record__)
    config.commit()
    config.add_record(_declared().__record__)
    with pytest.raises(ConfigurationError):
        config.commit()


def test_two_ways_to_make_a_type_are_refused(config):
    config.set_record_action("Thing", "create", print)
    config.set_record_action("Thing", "create", len)
    with pytest.raises(ConfigurationConflictError):
        config.commit()


def test_only_what_can_be_made_is_offered_where_it_may_lie(config):
    box = _declared("Box")
    config.add_record(box.__record__)
    config.add_record(_declared("Pen", parents=("Box",)).__record__)
    config.add_record(_declared("Ink", parents=("Box",)).__record__)
    config.add_record(_declared("Sea", parents=("World",)).__record__)
    config.set_record_action("Pen", "create", print)
    config.set_record_action("Sea", "create", print)
    config.commit()
    records = config.registry.records
    assert [each.name for each in records.addable_in(box())] == ["Pen"]
    assert records.addable_in(Container()) == []


def test_types_of_one_place_are_listed(config):
    config.add_record(_declared("Archive", place="arkiv").__record__)
    config.add_record(_declared("Case").__record__)
    config.commit()
    assert [each.name for each in config.registry.records.places()] == ["Archive"]
