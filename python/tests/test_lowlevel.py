"""Containers and coordinates in Python against words, addresses and tables of the real software."""

import json

import pytest

from bss2emu.lowlevel import board, extras  # noqa: F401
from bss2emu.lowlevel.containers import containers
from bss2emu.lowlevel.coordinates import coordinates
from bss2emu.lowlevel.fields import DisabledRefresh
from bss2emu.lowlevel.values import Choice

#: Other views of the event address.
VIEWS = {"hagen_address", "hagen_activation"}


@pytest.fixture(scope="module")
def golden(repository):
    folder = repository / "Tests" / "ContainersTests" / "Golden"
    return lambda name: json.loads((folder / f"{name}.json").read_text())


def converted(owner, name, value):
    """A golden value as the field takes it."""
    if isinstance(value, dict) and "kind" in value:
        return DisabledRefresh() if value["kind"] != "value" else value["value"]
    if isinstance(value, dict) and "enum" in value:
        return coordinates["CapMemCellOnCapMemBlock"]._of(value["enum"])
    current = getattr(owner, name)
    return type(current)(value) if isinstance(current, Choice) else value


def put(owner, fields):
    """Sets all fields of a container or group."""
    for name, value in fields.items():
        if name in VIEWS:
            continue
        if isinstance(value, dict) and not {"kind", "enum"} & set(value):
            put(getattr(owner, name), value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            groups = list(getattr(owner, name))
            assert len(groups) == len(value)
            for group, own in zip(groups, value):
                put(group, own)
        elif isinstance(value, list):
            for index, element in enumerate(value):
                getattr(owner, name)[index] = element
        else:
            setattr(owner, name, converted(owner, name, value))


def same(owner, fields):
    """Compares all fields of a container or group."""
    for name, value in fields.items():
        if name in VIEWS or name == "debug_capmem_coord" and not fields["debug_readout_enable"]:
            continue
        current = getattr(owner, name)
        if isinstance(value, dict) and not {"kind", "enum"} & set(value):
            same(current, value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            groups = list(current)
            assert len(groups) == len(value)
            for group, own in zip(groups, value):
                same(group, own)
        elif isinstance(value, list):
            assert list(current) == value, name
        else:
            assert current == converted(owner, name, value), name


def test_containers_encode_to_the_words_of_the_real_ones_and_back(golden):
    count = 0
    for name, instances in golden("container_words").items():
        for instance in instances if name != "about" else []:
            words = [int(word, 16) for word in instance["words"]]
            container = containers[name]()
            if instance["instance"] == "default":
                assert container.encode() == words, name
            put(container, instance["fields"])
            assert container.encode() == words, (name, instance["fields"])
            same(containers[name]._from_words(list(words)), instance["fields"])
            place = containers[name].coordinate_type._of(instance["coordinate"]["value"])
            addresses = [int(address, 16) for address in instance["addresses"]]
            assert containers[name].addresses(place) == addresses, name
            count += 1
    assert count > 400


def test_places_have_the_addresses_of_the_real_software(golden):
    for name, table in golden("container_addresses").items():
        if name == "about":
            continue
        type_ = containers[name]
        assert type_.coordinate_type.__name__ == table["coordinate_type"]
        assert type_.coordinate_type.size == table["coordinate_size"]
        for index, addresses in table["enum_and_write_addresses"]:
            own = type_.addresses(type_.coordinate_type._of(index))
            assert own == [int(address, 16) for address in addresses], (name, index)


def test_coordinates_have_the_sizes_of_the_real_software(golden):
    for name, size in golden("coordinates")["sizes"].items():
        assert coordinates[name].size == size, name


def test_coordinates_move_by_numbers():
    quad = coordinates["SynapseQuadColumnOnDLS"]
    assert quad(3) + 16 is quad(19)
    with pytest.raises(OverflowError, match="SynapseQuadColumnOnDLS: 64 is outside"):
        quad(48) + 16


def test_drivers_and_rows_have_the_places_of_the_real_software(golden):
    table = golden("coordinates")
    driver = coordinates["SynapseDriverOnSynapseDriverBlock"]
    row = coordinates["SynapseRowOnSynram"]
    for entry in table["drivers"]:
        place = driver(entry["driver"])
        assert place.toPADIBusOnPADIBusBlock() == entry["padi_bus_on_block"]
        assert place.toSynapseDriverOnPADIBus() == entry["position_on_bus"]
        block = coordinates["SynapseDriverBlockOnDLS"](1)
        on_chip = coordinates["SynapseDriverOnDLS"](place, block=block)
        assert on_chip.toEnum() == entry["on_dls_enum_per_hemisphere"][1]
        assert on_chip.toCapMemBlockOnDLS() == entry["capmem_block_per_hemisphere"][1]
    for entry in table["synapse_rows"]:
        place = row(entry["row"])
        assert place.toSynapseDriverOnSynapseDriverBlock() == entry["driver"]
        assert place.toSynapseRowOnSynapseDriver() == entry["row_on_driver"]


def test_columns_and_neurons_have_the_places_of_the_real_software(golden):
    table = golden("coordinates")
    for entry in table["columns"]:
        place = coordinates["SynapseOnSynapseRow"](entry["column"])
        assert place.toSynapseQuadColumnOnDLS() == entry["quad_column"]
        assert place.toEntryOnQuad() == entry["entry"]
        assert place.toCapMemColumnOnCapMemBlock() == entry["capmem_column"]
    neuron = coordinates["AtomicNeuronOnDLS"]
    for entry in table["atomic_neurons"]:
        place = neuron._of(entry["enum"])
        assert (place.x(), place.y()) == (entry["x"], entry["y"])
        config = place.toNeuronConfigOnDLS()
        assert config.toEnum() == entry["neuron_config_enum"]
        assert config.toNeuronConfigBlockOnDLS() == entry["neuron_config_block"]
        assert config.toNeuronConfigOnNeuronConfigBlock() == entry["neuron_config_on_block"]
        assert config.toAtomicNeuronOnDLS() is place
        assert place.toNeuronResetOnDLS().toEnum() == entry["neuron_reset_enum"]


def test_channels_quads_and_cells_have_the_places_of_the_real_software(golden):
    table = golden("coordinates")
    for entry in table["cadc_channels"]:
        place = coordinates["CADCChannelConfigOnDLS"]._of(entry["enum"])
        assert place.toSynramOnDLS() == entry["synram"]
        assert place.toCADCChannelType() is getattr(coordinates["CADCChannelType"], entry["type"])
        assert place.toNeuronConfigBlockOnDLS() == entry["neuron_config_block"]
    for entry in table["cadc_sample_quads_examples"]:
        place = coordinates["CADCSampleQuadOnDLS"]._of(entry["enum"])
        assert place.toSynapseQuadOnSynram().y() == entry["row"]
        assert place.toSynapseQuadOnSynram().x() == entry["quad_column"]
        kind = place.toCADCReadoutType()
        assert kind is getattr(coordinates["CADCReadoutType"], entry["readout_type"])
    on_block, on_chip = coordinates["CapMemCellOnCapMemBlock"], coordinates["CapMemCellOnDLS"]
    for entry in table["capmem_cells_of_every_block"]:
        cell = getattr(on_block, entry["name"])
        assert cell.toEnum() == entry["cell_on_block_enum"]
        blocks = coordinates["CapMemBlockOnDLS"]._places
        assert [on_chip(cell, block).toEnum() for block in blocks] == (
            entry["cell_on_dls_enum_per_block"])
    for entry in table["capmem_cells_single"]:
        assert getattr(on_chip, entry["name"]).toEnum() == entry["cell_on_dls_enum"]
    for entry in table["capmem_neuron_rows"]:
        place = getattr(coordinates["CapMemRowOnCapMemBlock"], entry["name"])
        assert place == entry["row"]
    for entry in table["crossbar_nodes"]:
        place = coordinates["CrossbarNodeOnDLS"]._of(entry["enum"])
        assert place.toCrossbarInputOnDLS() == entry["input"]
        assert place.toCrossbarOutputOnDLS() == entry["output"]
        assert coordinates["CrossbarNodeOnDLS"](
            y=place.toCrossbarInputOnDLS(), x=place.toCrossbarOutputOnDLS()) is place
