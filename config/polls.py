"""What open pages ask for every few seconds: address → its tag (``zhurnal.people.polls``)."""

from zhurnal.journal.views import commands, diary
from zhurnal.people.polls import UUID_IN_PATH

TAGS = {
    rf"/diary/(?P<student>{UUID_IN_PATH})/(?P<view>week/|marks/)?": diary.tag_of,
    rf"/journals/(?P<course>{UUID_IN_PATH})/live/": commands.tag_of,
}
