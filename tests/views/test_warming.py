import asyncio
import subprocess
import sys

WARM = """
import asyncio, gc, sys
from views import warming
warming.REST_S = 0
cold = warming.unused_names()
is_shown = asyncio.Event()
is_shown.set()
reads = []
async def read():
    reads.append("read")
asyncio.run(warming.warm_up(is_shown, read))
missing = [s.component for s in warming.SCREENS if "views." + s.component.partition(":")[0] not in sys.modules]
print(len(cold) > 0, missing, warming.unused_names(), reads, gc.get_freeze_count() > 100_000)
"""


async def test_every_screen_and_all_that_it_names_is_there_before_it_is_opened():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WARM, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said, _ = await process.communicate()
    assert said.decode().strip() == "True [] [] ['read'] True"
