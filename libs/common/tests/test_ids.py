from common.ids import new_id


def test_ids_are_version_7_and_unique() -> None:
    made = [new_id() for _ in range(10_000)]
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert len(set(made)) == len(made)


def test_ids_sort_by_the_time_they_were_made() -> None:
    # Half a microsecond is the resolution; these are further apart.
    made = []
    for _ in range(200):
        made.append(new_id())
        sum(range(500))
    assert made == sorted(made)
