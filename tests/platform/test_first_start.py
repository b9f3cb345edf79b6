"""What whoever waits for a first start sees of the database's preparation."""

from gongkai_web.serving import _Steps


def test_how_far_the_database_has_come_is_said_now_and_then(capsys) -> None:
    steps = _Steps()
    for number in range(70):
        steps.write(f"  Applying requests.{number:04}_x...")
        steps.write(" OK\n")
    assert capsys.readouterr().out.split() == ["数据库已建好", "30", "步", "数据库已建好", "60", "步"]
