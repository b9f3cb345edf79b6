"""The nation's texts on open government information that every organ's 政府信息公开制度 names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    number: str


NATIONAL = (
    Text("中华人民共和国政府信息公开条例", "国务院令第711号（2019年5月15日起施行）"),
    Text("国务院办公厅关于印发《政府信息公开信息处理费管理办法》的通知", "国办函〔2020〕109号"),
    Text("国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见", "国办发〔2019〕54号"),
    Text("国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知", "国办发〔2018〕37号"),
    Text("国务院办公厅关于印发政府网站发展指引的通知", "国办发〔2017〕47号"),
    Text("国务院办公厅政府信息与政务公开办公室关于规范政府信息公开平台有关事项的通知", "国办公开办函〔2019〕61号"),
    Text(
        "国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知",
        "国办公开办函〔2021〕30号",
    ),
)
