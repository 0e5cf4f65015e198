"""演示中心: an invented centre under each standard, told by the data of its `demo/` folder."""
